# CI does not build this image: it runs where there is no container engine.
#
# Before the first start, and before each release that brings migrations, apply them with the same image:
#   docker run --rm -e DATABASE_URL=… sallyport \
#     node node_modules/typeorm/cli.js migration:run -d dist/database/data-source.js

FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /app
# Owned by root: what the server runs is not what the server can change.
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/scripts/users-import.mjs /app/scripts/admin-create.mjs ./scripts/
COPY --from=build /app/scripts/pii-rotate.mjs ./scripts/
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Without npm or a shell in between, so that SIGTERM reaches the server.
CMD ["node", "dist/main.js"]
