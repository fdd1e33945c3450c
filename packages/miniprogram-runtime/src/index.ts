export { engineBuild } from './bundle/engine-build.ts'
