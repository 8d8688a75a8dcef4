# Builds the jar with Maven, then keeps only a Java runtime and what runs.
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY model model
COPY ingest ingest
COPY analyzer analyzer
COPY notifier notifier
COPY console console
COPY bench bench
COPY app app
COPY examples examples
RUN mvn -B -ntp -pl app -am package -Dmaven.test.skip -Dspotless.skip

FROM eclipse-temurin:25.0.1_8-jre-noble
RUN useradd --system --uid 10001 --home-dir /stopcause stopcause && mkdir -p /stopcause/data && chown -R stopcause /stopcause
COPY --from=build /build/app/target/lib /opt/stopcause/lib
COPY --from=build /build/app/target/stopcause.jar /opt/stopcause/stopcause.jar
USER stopcause
WORKDIR /stopcause
VOLUME /stopcause/data
EXPOSE 8417
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "/opt/stopcause/stopcause.jar"]
CMD ["run"]
