"""What comes in from elsewhere. Nothing here knows MkDocs, and nothing reads or writes a file."""

from kim_plugins.exchange.chat_drafts import ChatFilter
from kim_plugins.exchange.receiving import Receipt, ReceivingSite, receive

__all__ = ["ChatFilter", "Receipt", "ReceivingSite", "receive"]
