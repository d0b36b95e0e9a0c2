# syntax=docker/dockerfile:1
FROM python:3.11-slim
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends curl unzip && rm -rf /var/lib/apt/lists/*
RUN curl -fsSL -o data.zip https://example.com/data.zip
RUN unzip data.zip
RUN rm data.zip
CMD ["python", "main.py"]
