"""From the carried-over facts to rows of records: places, amounts, words, each table."""
