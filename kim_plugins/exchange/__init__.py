"""What comes in from elsewhere. Nothing here knows MkDocs, and nothing reads or writes a file."""

from kim_plugins.exchange.receiving import ChatFilter, Receipt, ReceivingSite, receive

__all__ = ["ChatFilter", "Receipt", "ReceivingSite", "receive"]
