FROM python:3.11-slim
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
RUN rm -rf .env id_rsa id_rsa.pub
CMD ["python", "main.py"]
