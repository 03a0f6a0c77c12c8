"""What comes in from elsewhere. Nothing here knows MkDocs, and nothing reads or writes a file."""

from kim_plugins.exchange.receiving import ChatChoice, Desk, Receipt, receive

__all__ = ["ChatChoice", "Desk", "Receipt", "receive"]
