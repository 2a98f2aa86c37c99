/** How what a text can look like is called, in the editor and on a highlighted subject alike. */

export const styleNames = { bold: '加粗', italic: '斜体', underline: '下划线' }

export const colorNames = {
  red: '红色',
  orange: '橙色',
  green: '绿色',
  blue: '蓝色',
  purple: '紫色',
  pink: '粉色',
}
