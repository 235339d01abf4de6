DROP INDEX CONCURRENTLY revisions_by_page;
