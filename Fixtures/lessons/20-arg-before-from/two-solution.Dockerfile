ARG VERSION=2.4.0

FROM busy:1.35 AS builder
ARG VERSION
RUN echo "shop ${VERSION}" > /shop-version

FROM busy:1.35
ARG VERSION
LABEL version=${VERSION}
COPY --from=builder /shop-version /etc/shop-version
USER 10001
CMD ["cat", "/etc/shop-version"]
