/** CSS modules as vite hands them over: class names by key. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
