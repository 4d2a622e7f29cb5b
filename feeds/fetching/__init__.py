"""Fetching: HTTP within limits of time, size and addresses, and the manners that servers may expect."""
