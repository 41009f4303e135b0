"""Versions of the data of an installation: written whole or not at all, kept, and taken back.

The folder of an installation (``ATLAS_DATA``) holds::

    log/000007.json         one entry an accepted state; the one with the highest number is valid
    versions/<version>/     the data folder of a state, never changed once it is there
    inbox/                  files that were uploaded and not yet accepted
"""
