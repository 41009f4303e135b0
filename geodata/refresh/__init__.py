"""Refresh of the boundaries: an official delivery becomes the areas of a new data version.

obtaining -> reading -> territory -> succession, people -> making -> comparison -> accepting
"""
