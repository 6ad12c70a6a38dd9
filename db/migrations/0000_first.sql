CREATE TABLE `access` (
	`portal_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`subject_id` integer NOT NULL,
	`is_readable` integer NOT NULL,
	`checked_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `user_id`, `subject_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`subject_id`) REFERENCES `subjects`(`portal_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `drafts` (
	`portal_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`subject_id` integer NOT NULL,
	`note_id` text NOT NULL,
	`text` text NOT NULL,
	`base_version` integer,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `user_id`, `subject_id`, `note_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`subject_id`) REFERENCES `subjects`(`portal_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`member_id` text NOT NULL,
	`counts` text NOT NULL,
	`erased_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events_inbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`portal_id` integer NOT NULL,
	`key` text NOT NULL,
	`event` text NOT NULL,
	`data` text NOT NULL,
	`verified` integer NOT NULL,
	`generation` integer NOT NULL,
	`received_at` integer NOT NULL,
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_inbox_portal_id_key_unique` ON `events_inbox` (`portal_id`,`key`);--> statement-breakpoint
CREATE TABLE `follow_ups` (
	`row_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`portal_id` integer NOT NULL,
	`subject_id` integer NOT NULL,
	`author_id` integer NOT NULL,
	`text` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`edited_by` integer,
	`deleted_at` integer,
	`deleted_by` integer,
	`seq` integer NOT NULL,
	`assignee_id` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`due_on` text NOT NULL,
	`due_time` text,
	`zone` text NOT NULL,
	`due_at` integer NOT NULL,
	`recurrence` text,
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`subject_id`) REFERENCES `subjects`(`portal_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `follow_ups_of_subject` ON `follow_ups` (`portal_id`,`subject_id`,`row_id`);--> statement-breakpoint
CREATE INDEX `follow_ups_due` ON `follow_ups` (`portal_id`,`assignee_id`,`state`,`due_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `follow_ups_portal_id_id_unique` ON `follow_ups` (`portal_id`,`id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`portal_id` integer,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`payload` text,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`run_at` integer NOT NULL,
	`claimed_by` text,
	`lease_until` integer,
	`failure` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_waiting` ON `jobs` (`kind`,`key`) WHERE "jobs"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`state`,`run_at`);--> statement-breakpoint
CREATE TABLE `note_versions` (
	`portal_id` integer NOT NULL,
	`note_id` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`user_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `note_id`, `version`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`note_id`) REFERENCES `notes`(`portal_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`row_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`portal_id` integer NOT NULL,
	`subject_id` integer NOT NULL,
	`author_id` integer NOT NULL,
	`text` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`edited_by` integer,
	`deleted_at` integer,
	`deleted_by` integer,
	`seq` integer NOT NULL,
	`pinned` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`subject_id`) REFERENCES `subjects`(`portal_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notes_of_subject` ON `notes` (`portal_id`,`subject_id`,`row_id`);--> statement-breakpoint
CREATE INDEX `notes_pinned` ON `notes` (`portal_id`,`subject_id`) WHERE "notes"."pinned" = 1;--> statement-breakpoint
CREATE INDEX `notes_changed` ON `notes` (`portal_id`,`subject_id`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `notes_portal_id_id_unique` ON `notes` (`portal_id`,`id`);--> statement-breakpoint
CREATE TABLE `portals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`member_id` text NOT NULL,
	`state` text NOT NULL,
	`generation` integer NOT NULL,
	`client_endpoint` text NOT NULL,
	`server_endpoint` text NOT NULL,
	`application_token` text,
	`application_token_since` integer,
	`previous_application_token` text,
	`seq` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`installed_at` integer,
	`uninstalled_at` integer,
	`erase_at` integer,
	`reconciled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `portals_member_id_unique` ON `portals` (`member_id`);--> statement-breakpoint
CREATE TABLE `redeemed_callbacks` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`portal_id` integer NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`portal_id`, `key`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `subject_links` (
	`portal_id` integer NOT NULL,
	`from_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `from_id`, `to_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`from_id`) REFERENCES `subjects`(`portal_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`to_id`) REFERENCES `subjects`(`portal_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `subject_links_back` ON `subject_links` (`portal_id`,`to_id`);--> statement-breakpoint
CREATE TABLE `subjects` (
	`id` integer PRIMARY KEY NOT NULL,
	`portal_id` integer NOT NULL,
	`kind` text NOT NULL,
	`entity_type_id` integer NOT NULL,
	`external_id` text NOT NULL,
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subjects_portal_id_kind_entity_type_id_external_id_unique` ON `subjects` (`portal_id`,`kind`,`entity_type_id`,`external_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `subjects_portal_id_id_unique` ON `subjects` (`portal_id`,`id`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`portal_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`sealed` text NOT NULL,
	`key_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`generation` integer NOT NULL,
	`state` text NOT NULL,
	`refusal` text,
	`refused_at` integer,
	`renewed_at` integer NOT NULL,
	`lease_id` text,
	`lease_until` integer,
	PRIMARY KEY(`portal_id`, `user_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `users` (
	`portal_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`name` text NOT NULL,
	`is_admin` integer NOT NULL,
	`time_zone` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `user_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
