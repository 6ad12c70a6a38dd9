CREATE TABLE `follow_up_versions` (
	`portal_id` integer NOT NULL,
	`follow_up_id` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`assignee_id` integer NOT NULL,
	`state` text NOT NULL,
	`due_on` text NOT NULL,
	`due_time` text,
	`user_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `follow_up_id`, `version`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`follow_up_id`) REFERENCES `follow_ups`(`portal_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
DROP INDEX `follow_ups_of_subject`;--> statement-breakpoint
DROP INDEX `follow_ups_due`;--> statement-breakpoint
ALTER TABLE `follow_ups` ADD `source` text;--> statement-breakpoint
ALTER TABLE `follow_ups` ADD `closed_at` integer;--> statement-breakpoint
ALTER TABLE `follow_ups` ADD `closed_by` integer;--> statement-breakpoint
CREATE INDEX `follow_ups_open` ON `follow_ups` (`portal_id`,`subject_id`,`due_at`) WHERE "follow_ups"."state" = 'open';--> statement-breakpoint
CREATE INDEX `follow_ups_closed` ON `follow_ups` (`portal_id`,`subject_id`,`closed_at`,`row_id`);--> statement-breakpoint
CREATE INDEX `follow_ups_changed` ON `follow_ups` (`portal_id`,`subject_id`,`seq`);--> statement-breakpoint
CREATE INDEX `follow_ups_of_person` ON `follow_ups` (`portal_id`,`assignee_id`,`state`,`due_at`,`row_id`);--> statement-breakpoint
CREATE INDEX `follow_ups_due` ON `follow_ups` (`portal_id`,`state`,`due_at`,`row_id`);--> statement-breakpoint
DROP INDEX `notes_of_subject`;--> statement-breakpoint
ALTER TABLE `notes` ADD `source` text;--> statement-breakpoint
CREATE INDEX `notes_of_subject` ON `notes` (`portal_id`,`subject_id`,`created_at`,`row_id`);--> statement-breakpoint
ALTER TABLE `subjects` ADD `title` text;