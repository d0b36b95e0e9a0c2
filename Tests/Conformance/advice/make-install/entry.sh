#!/bin/sh
set -e
touch "$SPOOL/started"
exec "$@"
