declare const __SYNSCOPE_VERSION__: string

/** Version of package.json; put in by the build, 'development' where the sources run as they are. */
export const VERSION = typeof __SYNSCOPE_VERSION__ === 'string' ? __SYNSCOPE_VERSION__ : 'development'
