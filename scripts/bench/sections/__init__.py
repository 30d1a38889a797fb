"""The sections of `make bench`: a file each, with ``ABOUT`` and ``run(bench)``."""
