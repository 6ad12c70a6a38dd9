CREATE INDEX `follow_ups_lately` ON `follow_ups` (`portal_id`,`seq`);--> statement-breakpoint
CREATE INDEX `follow_ups_of_author` ON `follow_ups` (`portal_id`,`author_id`,`seq`);--> statement-breakpoint
CREATE INDEX `notes_lately` ON `notes` (`portal_id`,`seq`);--> statement-breakpoint
CREATE INDEX `notes_of_author` ON `notes` (`portal_id`,`author_id`,`seq`);