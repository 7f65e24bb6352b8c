/** "CourseGeneratorAgent" as words for the monogram: "Course Generator". */
export const monogramOf = (codeName: string): string => codeName.replace(/Agent$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
