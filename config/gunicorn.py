"""The production server: a few workers behind a proxy that ends TLS."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 2
timeout = 60
max_requests, max_requests_jitter = 5000, 500
accesslog = None
