"""The outside world comes in: fetched politely, kept provably, read tolerantly."""
