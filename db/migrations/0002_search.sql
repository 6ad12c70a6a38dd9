CREATE TABLE `search_entries` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`portal_id` integer NOT NULL,
	`subject_id` integer NOT NULL,
	`kind` text NOT NULL,
	`entry_id` integer NOT NULL,
	`is_indexed` integer NOT NULL,
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `search_entries_waiting` ON `search_entries` (`portal_id`,`row_id`) WHERE "search_entries"."is_indexed" = 0;--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_portal_id_kind_entry_id_unique` ON `search_entries` (`portal_id`,`kind`,`entry_id`);--> statement-breakpoint
-- What drizzle-kit cannot express, written by hand. The words are kept nowhere but in the index: no second copy of what people wrote.
-- A word is what stands between two spaces, made by server/threads/words.ts; the tokenizer has to leave it as it is.
CREATE VIRTUAL TABLE `search_index` USING fts5(`words`, content='', contentless_delete=1, tokenize="ascii tokenchars ':'");
--> statement-breakpoint
CREATE TRIGGER `search_entries_gone` AFTER DELETE ON `search_entries` BEGIN
	DELETE FROM `search_index` WHERE `rowid` = old.`row_id`;
END;
--> statement-breakpoint
-- What was written before has its place in the order at once; its words are the job's. 4294967296 as in server/threads/search-index.ts.
INSERT INTO `search_entries` (`row_id`, `portal_id`, `subject_id`, `kind`, `entry_id`, `is_indexed`)
SELECT `portal_id` * 4294967296 + row_number() OVER (PARTITION BY `portal_id` ORDER BY `created_at`, `row_id`), `portal_id`, `subject_id`, `kind`, `row_id`, 0 FROM (
	SELECT `portal_id`, `subject_id`, 'note' AS `kind`, `row_id`, `created_at` FROM `notes`
	UNION ALL SELECT `portal_id`, `subject_id`, 'follow-up', `row_id`, `created_at` FROM `follow_ups`
);
--> statement-breakpoint
INSERT INTO `jobs` (`kind`, `key`, `state`, `run_at`, `created_at`)
SELECT 'fill-index', 'all', 'waiting', unixepoch() * 1000, unixepoch() * 1000 WHERE EXISTS (SELECT 1 FROM `search_entries`);
