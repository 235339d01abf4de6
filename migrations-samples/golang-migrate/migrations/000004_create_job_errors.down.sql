DROP TABLE job_errors;
