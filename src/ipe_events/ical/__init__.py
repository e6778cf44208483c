"""Calendar files: records in, bytes out (RFC 5545, RFC 5546)."""
