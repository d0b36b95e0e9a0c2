FROM busy:1.35
WORKDIR /app
COPY app/ .
RUN mkdir /app/data && echo "ready" > /app/data/state
RUN date > /app/built-at
RUN head -c 16 /dev/urandom > /app/instance-id
CMD ["cat", "/app/built-at"]
