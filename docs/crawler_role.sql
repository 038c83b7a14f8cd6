-- What the role of PASSEND_CRAWLER_DATABASE_URL may do: write down a crawl, and read no dossier.
-- Run as the owner of the tables, after the first start of the program. A second time does no harm.
GRANT USAGE ON SCHEMA public TO passend_crawler;
GRANT SELECT, UPDATE ON crawl_run TO passend_crawler;
GRANT SELECT, INSERT ON crawl_refusal, snapshot, vacancy_snapshot TO passend_crawler;
GRANT SELECT, INSERT, UPDATE ON vacancy, visited_page, host_turn TO passend_crawler;
GRANT USAGE ON SEQUENCE crawl_refusal_id_seq, snapshot_id_seq, vacancy_snapshot_id_seq, visited_page_id_seq
    TO passend_crawler;
