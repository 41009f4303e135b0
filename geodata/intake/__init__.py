"""Intake: files of an office become checked tables; what is wrong with them is said once.

The modules build on each other: `upload` (a file by its name and content), `archive`,
`delimited`, `workbook`, `vector` (one a kind of file), `sheet` (the table they give),
`reader` (which of them reads a file), `cells` (numbers, money and dates as people write them),
`matching` (whose column is whose), `whereabouts` (which place is meant), `facilities`
(a list of named places).
"""
