/** The parts of pdfmake 0.3.11 (pinned) this folder builds on, as far as they are used here; the package has no types for them. */
declare module 'pdfmake/js/PDFDocument.js' {
  const module: unknown;
  export default module;
}
declare module 'pdfmake/js/LayoutBuilder.js' {
  const module: unknown;
  export default module;
}
declare module 'pdfmake/js/Line.js' {
  const module: unknown;
  export default module;
}
declare module 'pdfmake/js/DocMeasure.js' {
  const module: unknown;
  export default module;
}
declare module 'pdfmake/js/DocPreprocessor.js' {
  const module: unknown;
  export default module;
}
declare module 'pdfmake/js/TextInlines.js' {
  const module: unknown;
  export default module;
}
declare module 'pdfmake/js/StyleContextStack.js' {
  const module: unknown;
  export default module;
}
declare module 'pdfmake/js/DocumentContext.js' {
  const module: unknown;
  export default module;
}
declare module 'pdfmake/js/PageElementWriter.js' {
  const module: unknown;
  export default module;
}
