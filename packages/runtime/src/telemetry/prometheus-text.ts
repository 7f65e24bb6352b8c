import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import type { MetricData, ResourceMetrics } from '@opentelemetry/sdk-metrics'

const serializer = new PrometheusSerializer(undefined, false, undefined, false, true)

/** Prometheus has the unit in the name, where OpenTelemetry has it beside: `…duration` in `s` is `…_duration_seconds`. */
const named = (metric: MetricData): MetricData => {
  const { name, unit } = metric.descriptor
  return { ...metric, descriptor: { ...metric.descriptor, name: unit === 's' ? `${name}.seconds` : name, unit: '' } }
}

/** What was collected, in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats). */
export const toPrometheusText = ({ resource, scopeMetrics }: ResourceMetrics): string =>
  serializer.serialize({ resource, scopeMetrics: scopeMetrics.map((scope) => ({ ...scope, metrics: scope.metrics.map(named) })) })
