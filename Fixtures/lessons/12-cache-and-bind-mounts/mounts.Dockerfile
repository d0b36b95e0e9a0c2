# syntax=docker/dockerfile:1
FROM busybox:1.35
WORKDIR /app
RUN --mount=type=cache,target=/root/.cache/get \
    dd if=/dev/zero of=/root/.cache/get/one.whl bs=1000000 count=20 && cp /root/.cache/get/one.whl one
RUN mkdir -p /root/.cache/get && \
    dd if=/dev/zero of=/root/.cache/get/two.whl bs=1000000 count=20 && cp /root/.cache/get/two.whl two
RUN --mount=type=bind,source=wheels,target=/wheels \
    cp /wheels/three.whl three
CMD ["ls"]
