CREATE TABLE `colleagues` (
	`portal_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`portal_id`, `user_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `follow_ups_by_author` ON `follow_ups` (`portal_id`,`subject_id`,`author_id`,`closed_at`,`row_id`);--> statement-breakpoint
CREATE INDEX `notes_by_author` ON `notes` (`portal_id`,`subject_id`,`author_id`,`created_at`,`row_id`);