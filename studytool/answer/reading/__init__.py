"""From what is typed to a value: numbers, lists, sets, formulas, in all the ways in which people write them."""
