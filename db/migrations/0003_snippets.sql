CREATE TABLE `snippets` (
	`portal_id` integer NOT NULL,
	`id` text NOT NULL,
	`owner_id` integer NOT NULL,
	`is_shared` integer NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `snippets_of_person` ON `snippets` (`portal_id`,`owner_id`,`title`);--> statement-breakpoint
CREATE INDEX `snippets_shared` ON `snippets` (`portal_id`,`is_shared`,`title`);