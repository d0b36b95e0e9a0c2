FROM busybox:1.36
RUN adduser -D -u 1000 web
COPY index.html /www/
HEALTHCHECK CMD curl -f http://localhost:8000/
USER 1000
CMD httpd -f -p 8000 -h /www || echo "the web server failed"
