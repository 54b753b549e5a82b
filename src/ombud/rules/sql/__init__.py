"""What does the checked tree mean to a database? The third back end: SQL for DuckDB, Spark and PostgreSQL."""
