"""The chain over the history: SHA-256 over every event, each link over the one before it.

A statement that writes events leaves *parts* (`ChainPart`): the numbers of at most 1,000 events of one
table, the SHA-256 of each event's row and of each account-and-page (`pghistory_context`) behind them. When
the transaction commits, its parts become one *link* (`ChainLink`): a gapless number, and the SHA-256 over
the link before, the number, the time and the parts.

Why so:
- a part a statement, made by one INSERT … SELECT over the trigger's transition table, costs a bulk write
  little (`benchmarks/chain.py`); a link for each event would double its rows;
- the number and the hash before need one writer at a time. The lock for that is the transaction's last: a
  deferred trigger of the part enters it in `accounts_chaindue`, and only the deferred trigger of that entry,
  behind all deferred constraints, takes the lock. Who holds it waits for nothing any more, so that there is
  no deadlock, and it is held for the commit alone, not while a long import writes;
- an event keeps its hash when a column is added later: a part names the columns that it hashed;
- nothing here trusts the application: the functions belong to the owner, the application's role has no more
  than SELECT, and even the owner must switch triggers off to change a row.

What the owner could still do, cut the newest links off together with their events or make all of it anew,
shows against the heads that stand outside: in the register of documents and on printed reports.

The log of reading (`accounts.reading`) is a book of its own with its own lock: readers do not queue behind
writers.
"""
