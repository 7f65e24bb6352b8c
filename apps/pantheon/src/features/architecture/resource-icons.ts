import type { AwsAccount, ResourceType } from '@pantheon/contract'
import {
  AudioWaveform,
  BellRing,
  BrainCircuit,
  Cpu,
  Crown,
  Database,
  FlaskConical,
  Globe,
  Hammer,
  KeyRound,
  LayersPlus,
  ListOrdered,
  type LucideIcon,
  Network,
  PackageOpen,
  Radar,
  Server,
  ShieldCheck,
  Split,
  SquareFunction,
  SunMedium,
  Table2,
  UserCog,
  Waypoints,
} from 'lucide-react'

/** The purpose of a service. One colour each, so that a diagram is readable at a small zoom. */
export type ServiceFamily = 'compute' | 'storage' | 'data' | 'network' | 'messaging' | 'intelligence' | 'security' | 'operations'

export const looks: Record<ResourceType, { Icon: LucideIcon; family: ServiceFamily }> = {
  ec2_instance: { Icon: Server, family: 'compute' },
  s3_bucket: { Icon: PackageOpen, family: 'storage' },
  lambda_function: { Icon: SquareFunction, family: 'compute' },
  rds_instance: { Icon: Database, family: 'data' },
  cloudformation_stack: { Icon: LayersPlus, family: 'operations' },
  api_gateway: { Icon: Waypoints, family: 'network' },
  dynamodb_table: { Icon: Table2, family: 'data' },
  vpc: { Icon: Network, family: 'network' },
  cloudfront_distribution: { Icon: Globe, family: 'network' },
  load_balancer: { Icon: Split, family: 'network' },
  sqs_queue: { Icon: ListOrdered, family: 'messaging' },
  event_bus: { Icon: AudioWaveform, family: 'messaging' },
  sagemaker_endpoint: { Icon: Cpu, family: 'intelligence' },
  bedrock_model: { Icon: BrainCircuit, family: 'intelligence' },
  cloudwatch_alarm: { Icon: BellRing, family: 'operations' },
  xray_group: { Icon: Radar, family: 'operations' },
  iam_role: { Icon: UserCog, family: 'security' },
  kms_key: { Icon: KeyRound, family: 'security' },
}

/** Families that are often adjacent have hues a third of the colour wheel apart. */
export const familyHue: Record<ServiceFamily, number> = {
  compute: 45,
  storage: 145,
  data: 262,
  network: 300,
  messaging: 350,
  intelligence: 185,
  security: 25,
  operations: 225,
}

export const accountIcons: Record<AwsAccount['role'], LucideIcon> = {
  management: Crown,
  security: ShieldCheck,
  production: SunMedium,
  development: FlaskConical,
  ai_factory: Hammer,
}
