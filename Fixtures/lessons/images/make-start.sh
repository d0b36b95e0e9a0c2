#!/bin/sh
# Lessons 17 and 18: the same small web server, started in three ways; and one whose USER is no account.
. "$(dirname "$0")/lab.sh"
busybox_base
mkdir -p "$work/www"
echo '<h1>Hello</h1>' > "$work/www/index.html"
printf '#!/bin/sh\necho "starting"\nhttpd -f -p 8000 -h /www\n' > "$work/start.sh"
chmod 755 "$work/start.sh"

# start NAME: an image by the lines on standard input, above what all three share.
start() {
  { printf 'FROM busy:1.35\nRUN echo "web:x:1000:1000::/www:/bin/sh" >> /etc/passwd\nCOPY index.html /www/\n'; cat; } > "$work/www/Dockerfile"
  cp "$work/start.sh" "$work/www/"
  image "$1" "$work/www"
  pack "$1"
}

start start-shell <<'DOCKERFILE'
HEALTHCHECK CMD curl -f http://localhost:8000/
USER web
CMD httpd -f -p 8000 -h /www || echo "the web server failed"
DOCKERFILE
start start-exec <<'DOCKERFILE'
HEALTHCHECK CMD ["wget", "-q", "-O", "/dev/null", "http://localhost:8000/"]
USER web
CMD ["httpd", "-f", "-p", "8000", "-h", "/www"]
DOCKERFILE
start start-script <<'DOCKERFILE'
COPY start.sh /start.sh
HEALTHCHECK CMD ["wget", "-q", "-O", "/dev/null", "http://localhost:8000/"]
USER web
CMD ["/start.sh"]
DOCKERFILE
start ghost <<'DOCKERFILE'
USER webuser
CMD ["httpd", "-f", "-p", "8000", "-h", "/www"]
DOCKERFILE
