/** The module's bytes: electron/build/wat.mjs translates the text. */
declare const bytes: Uint8Array
export default bytes
