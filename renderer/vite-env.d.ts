// What Vite makes importable: CSS modules, workers, assets.
/// <reference types="vite/client" />
