"""Money, days, shares, languages, errors, digests: the words that every room uses."""
