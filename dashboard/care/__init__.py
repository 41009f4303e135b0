"""Data care on the page "Daten": sign-in, upload, findings, difference, versions."""
