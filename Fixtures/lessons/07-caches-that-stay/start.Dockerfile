# syntax=docker/dockerfile:1
FROM python:3.11
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
RUN apt-get update && apt-get install -y --no-install-recommends vim-tiny
COPY . .
CMD ["python", "main.py"]
