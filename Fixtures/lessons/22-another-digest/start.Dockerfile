FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir flask
RUN date > /app/built-at
RUN head -c 16 /dev/urandom > /app/instance-id
COPY main.py .
USER 10001
CMD ["python", "main.py"]
