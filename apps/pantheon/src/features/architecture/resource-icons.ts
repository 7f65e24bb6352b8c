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

/** What a service is for. One colour each, so that a diagram can be read from afar. */
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

/** Hues a third of the way round from each other where they often stand side by side. */
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
