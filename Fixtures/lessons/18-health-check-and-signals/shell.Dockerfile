FROM busy:1.35
RUN echo "web:x:1000:1000::/www:/bin/sh" >> /etc/passwd
COPY index.html /www/
HEALTHCHECK CMD curl -f http://localhost:8000/
USER web
CMD httpd -f -p 8000 -h /www || echo "the web server failed"
