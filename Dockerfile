# Program kim di dalam wadah; cara memakainya ada di docs/menerbitkan.md.
FROM python:3.13-slim AS wheel
WORKDIR /src
COPY requirements/build.txt requirements/
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements/build.txt
COPY . .
RUN python -c "import flit_core.buildapi as b; b.build_wheel('/dist')"

FROM python:3.13-slim
ENV NO_MKDOCS_2_WARNING=1 PYTHONDONTWRITEBYTECODE=1
COPY requirements/build.txt requirements/runtime.txt /tmp/requirements/
COPY --from=wheel /dist /tmp/dist
RUN pip install --no-cache-dir --no-deps --require-hashes -r /tmp/requirements/build.txt \
 && pip install --no-cache-dir --no-deps --require-hashes --no-build-isolation -r /tmp/requirements/runtime.txt \
 && pip install --no-cache-dir --no-deps --no-index /tmp/dist/*.whl \
 && rm -r /tmp/requirements /tmp/dist \
 && useradd --uid 10001 --no-create-home kim
USER kim
WORKDIR /situs
EXPOSE 8000
ENTRYPOINT ["kim"]
CMD ["build"]
