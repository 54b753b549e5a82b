"""What did the past look like, as a table on which a changed rule can be tried?

A folder of Parquet files, one a month, with one row an order and reason: the established facts of the catalogue.
`history.json` beside them is written last and says which files count.
"""
