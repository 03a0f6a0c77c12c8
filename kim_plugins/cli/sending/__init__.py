"""`kim digest --send`: news to a channel of Telegram or by e-mail, each item once.

What was sent to whom is kept beside the cache (`records.py`), before and after each message. A
process that ends between a message and its record can't know whether it arrived, so that message
alone is sent again, and the next run says so: at least once, and never silently lost. A mail keeps
its Message-ID then, by which mail programs know it again.

Without `--yes` nothing is sent. Names and passwords come from the environment only: what stands in
mkdocs.yml or on the command line would be published or kept by the shell.
"""
