# syntax=docker/dockerfile:1
FROM busybox:1.35
WORKDIR /app
COPY . .
RUN chmod -R g+w /app
RUN chown -R 1000:1000 /app
CMD ["cat", "main.py"]
