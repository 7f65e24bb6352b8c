import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import { DataPointType, type MetricData, type ResourceMetrics } from '@opentelemetry/sdk-metrics'

const serializer = new PrometheusSerializer(undefined, false, undefined, false, true)

/**
 * Prometheus puts the unit in the name, OpenTelemetry beside it: `…duration` in `s` becomes `…_duration_seconds`. A name that ends with
 * `_count` would be a histogram's, so gauges are named after what they count: `job.count` becomes `jobs`.
 */
const named = (metric: MetricData): MetricData => {
  const { unit } = metric.descriptor
  const name = metric.dataPointType === DataPointType.GAUGE ? metric.descriptor.name.replace(/\.count$/, 's') : metric.descriptor.name
  return { ...metric, descriptor: { ...metric.descriptor, name: unit === 's' ? `${name}.seconds` : name, unit: '' } }
}

/** Metrics in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats). */
export const toPrometheusText = ({ resource, scopeMetrics }: ResourceMetrics): string =>
  serializer.serialize({ resource, scopeMetrics: scopeMetrics.map((scope) => ({ ...scope, metrics: scope.metrics.map(named) })) })
